// An example: every name and address is to be replaced.
using 'main.bicep'

param name = 'followup-exempel'
param signInClientId = '00000000-0000-0000-0000-000000000000'
param followUp = {
  municipality: 'Exempels kommun'
  dataProtectionContact: 'dataskyddsombudet@exempel.example'
  accessibility: {
    supervisor: 'Tillsynsmyndighetens namn'
    supervisorAddress: 'https://tillsynsmyndigheten.example/'
  }
  publicBaseAddress: 'https://uppfoljning.exempel.example/'
  mailFrom: 'uppfoljning@exempel.example'
  mailAllowed: '*'
  coordinatorEmail: 'samordnaren@exempel.example'
}
