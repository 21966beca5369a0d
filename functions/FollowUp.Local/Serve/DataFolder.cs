namespace FollowUp.Local.Serve;

/// <summary>A data folder while one program uses it. The hold ends with the program, however that ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _hold;

    private DataFolder(FileStream hold) => _hold = hold;

    /// <param name="virtualClock">The kind of clock; it stays what it was when the folder was first used.</param>
    /// <exception cref="LocalSetupException">Another program uses the folder, or it was begun with the other kind of clock.</exception>
    public static DataFolder Take(string folder, bool virtualClock)
    {
        FileStream hold;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LocalSetupException($"Det går inte att skriva i {folder}: {refused.Message} Välj en annan mapp med --data.");
        }
        try
        {
            hold = new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LocalSetupException(
                $"Mappen {folder} används redan av en annan FollowUp. Avsluta den, eller välj en annan mapp med --data.");
        }
        var kind = Path.Combine(folder, "clock");
        var wanted = virtualClock ? "virtual" : "machine";
        if (!File.Exists(kind))
        {
            File.WriteAllText(kind, wanted);
        }
        else if (File.ReadAllText(kind) != wanted)
        {
            hold.Dispose();
            throw new LocalSetupException(virtualClock
                ? $"Mappen {folder} går efter datorns klocka. Starta utan --clock, eller välj en annan mapp med --data."
                : $"Mappen {folder} har en egen klocka. Starta med --clock, eller välj en annan mapp med --data.");
        }
        return new DataFolder(hold);
    }

    public void Dispose() => _hold.Dispose();
}
